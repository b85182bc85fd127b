"""The demo company "Simorgh Home", and small sample files that serve as upload templates."""
