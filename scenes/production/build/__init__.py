"""Which parts are to be rendered, and rendering them."""
