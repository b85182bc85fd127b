"""Files of a mailing list with the column names that mail tools know: Mailchimp, Klaviyo, MailerLite."""

from dataclasses import dataclass

import pandas as pd

from pages.shared import safe_text

CUSTOMER_ID, VARIANT, OFFER, OFFER_ID = "Customer ID", "Variant", "Offer", "Offer ID"
"""Names of the columns that no tool has of its own: they become its custom fields."""


@dataclass(frozen=True)
class Tool:
    """A program that sends mails.

    Attributes
    ----------
    key : of its file
    name : on its button
    email, first_name, last_name : what its import calls these columns
    campaign : the column of its tags or groups, or a custom one
    only_treated : whether the file leaves out who is held out: what it holds gets the mail
    """

    key: str
    name: str
    email: str = "Email"
    first_name: str = "First Name"
    last_name: str = "Last Name"
    campaign: str = "Campaign"
    only_treated: bool = True


TOOLS = (
    Tool("mailchimp", "Mailchimp", email="Email Address", campaign="Tags"),
    Tool("klaviyo", "Klaviyo"),
    Tool("mailerlite", "MailerLite", first_name="Name", last_name="Last name"),
    Tool("all", "All, with control group", only_treated=False),
)


def csv(rows: pd.DataFrame, tool: Tool) -> bytes:
    """The file of a list for a tool; rows : the answer of `cx.offers.saved_list`."""
    return safe_text.neutral(table(rows, tool)).to_csv(index=False).encode("utf-8-sig")


def table(rows: pd.DataFrame, tool: Tool) -> pd.DataFrame:
    """The rows with the tool's column names, the address first, as Klaviyo wants it.

    The name up to its first space is the first name; in languages that write names without one, the whole.
    """
    of = rows[rows["variant"] == "treated"] if tool.only_treated else rows
    names = of["name"].fillna("").astype(str).str.strip().str.partition(" ")
    return pd.DataFrame(
        {
            tool.email: of["email"],
            tool.first_name: names[0],
            tool.last_name: names[2],
            CUSTOMER_ID: of["customer_id"],
            tool.campaign: of["campaign"],
            VARIANT: of["variant"],
            OFFER: of["product"],
            OFFER_ID: of["product_id"],
        }
    )
