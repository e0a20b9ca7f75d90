"""The weekly impact score: four questions on what the hip took from a week's running."""
