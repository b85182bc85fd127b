"""Terms of the map of the journey while it is edited: versions, what has no place, the map that is proposed."""

from cx.definitions.definition import Definition

SUBJECT = "Journey"
DEFINITIONS = [
    Definition(
        "Version of the map",
        SUBJECT,
        "A loaded journey file, or the map as it was saved under a name. Everybody edits one draft: the last file with"
        " all edits since. A newer file replaces it; undoing that load brings back the map of before with its edits."
        " The as-of date does not choose the version.",
        computed_by="cx.experience.journey.map_versions.versions",
    ),
    Definition(
        "On no touchpoint",
        SUBJECT,
        "A channel, campaign or kind of contacts, orders or tickets of these 12 months that no rule of the map matches,"
        " and a ticket topic or survey subject that no touchpoint names. It is counted here and in no touchpoint.",
        computed_by="cx.journey.elsewhere",
    ),
    Definition(
        "Proposed map",
        SUBJECT,
        "A first map from the company's own names: contacts become advertising, visited channels, messages, service,"
        " recommendations and thanks; orders a checkout; tickets support and a phone line. Survey subjects and ticket"
        " topics go to the touchpoint of their name or of a word in it. The step is that of the contacts, else the"
        " usual one; the team is that of the employee surveys that shares most words with the usual one.",
        leaves_out="Invitations to surveys, unsubscriptions and bounced messages. It is a beginning to edit.",
        computed_by="cx.journey.proposal",
    ),
]
