"""Pictures of exercises and cards, all drawn by the program; `gallery.Gallery` hands them out.

gallery = Gallery(poses, places)          # exercise id -> Pose; answer id -> words, in order
drawing = gallery.picture("squat", "left")
drawing.png(), drawing.gif()              # bytes, kept in memory; plain functions for a thread
drawing.alt, drawing.key                  # words for whoever cannot see it; the name of a sent copy
"""
