"""What changed from one state of a briefing to another, in the field's terms."""
