"""What a person reads: words, numbers, money and dates."""
