"""What is sent to many: admins' broadcasts, tips, and the counts that admins see."""
