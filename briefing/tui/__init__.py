"""The dashboard. The only place that imports Textual."""
