"""What customers experience: journey, voice, promises, complaints, support, recognition, requests and programme."""
