"""Values of access, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "Purpose": {
        "CARE": "Giving and organising the client's services (palvelun järjestäminen).",
        "OWN_MATTER": "The person's own matter, or that of whom they represent (oma asia).",
        "SERVICE_DELIVERY": "Delivering what was ordered (palvelun toteuttaminen).",
        "PAYMENT": "Paying for what was delivered (maksaminen).",
        "STEERING": "Steering and following the services (ohjaus ja seuranta).",
        "OVERSIGHT": "Oversight of how data are used (valvonta).",
    },
    "Role": {
        "SERVICE_GUIDE": "Guides clients and prepares budgets (asiakasohjaaja).",
        "SOCIAL_WORKER": "Decides budgets (viranhaltija, sosiaalityöntekijä).",
        "TEAM_LEADER": "Assigns workers and substitutes (tiimin esihenkilö).",
        "ON_CALL_WORKER": "Helps in emergencies, any client (päivystäjä).",
        "PRODUCER_COORDINATOR": "Approves producers, offerings and prices (tuottajakoordinaattori).",
        "INVOICE_CHECKER": "Checks settlements (asiatarkastaja).",
        "PAYMENT_APPROVER": "Releases what another has checked (maksun hyväksyjä).",
        "CONTROLLER": "Closes months and follows spend (controlleri).",
        "AUDITOR": "Reads the audit trail and the use log (tarkastaja).",
        "CLIENT": "A client, in their own matters (asiakas).",
        "REPRESENTATIVE": "Acts for a client (edustaja).",
        "PRODUCER_ADMINISTRATOR": "Keeps a producer's offerings, prices and orders (tuottajan pääkäyttäjä).",
        "PRODUCER_REPORTER": "Reports a producer's deliveries (tuottajan kirjaaja).",
        "SERVICE_ACCOUNT": "A program (palvelutunnus).",
        "DEVELOPER": "Reads the schema; no client data (kehittäjä).",
        "ADMINISTRATOR": "Keeps the installation going; no client data (pääkäyttäjä).",
        "SYSTEM": "What happens by itself; nobody signs in with it (järjestelmä).",
    },
}
