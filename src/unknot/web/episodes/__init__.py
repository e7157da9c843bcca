"""One complaint from the first drawing to quiet months."""
