"""Where the experience of customers breaks: voice, complaints, support and what they ask for."""
