"""Efforts are judged once the next morning is known, and the plan moves by them."""
