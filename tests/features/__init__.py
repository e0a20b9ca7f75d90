"""The features' rules, stores and screens."""
