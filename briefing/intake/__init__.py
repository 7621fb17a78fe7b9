"""What is written into a content folder, when somebody asks for it by name."""
