"""What is printed beside diplomas: labels, cards, and documents as accessible PDF."""
