"""What the market holds: campaigns, offers, studies, competitors, teams and names; each is a subject of its own."""
