"""What words mean, as tables have it: kinds of events and of people, classes, opposites, answers that exclude each other."""
