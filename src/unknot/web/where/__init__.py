"""The journey from "Where does it hurt?" to the muscles worth checking, as pages."""
