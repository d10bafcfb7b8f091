"""What the network that reads two sentences side by side proposes, takes back, and reads as one matter."""
