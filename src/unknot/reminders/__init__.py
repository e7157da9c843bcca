"""When is a good moment for a break or a thing of the programme, and how is it told?"""
