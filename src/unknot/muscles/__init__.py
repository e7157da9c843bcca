"""Where each muscle lies and refers pain; nothing is loaded on import."""
