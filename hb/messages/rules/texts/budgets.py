"""What is said of budgets, decisions and plans."""

from hb.messages.rules.events import Event, Recipient
from hb.messages.rules.texts.form import ONE, Texts

TEXTS: Texts = {
    Event.BUDGET_AWAITS_DECISION: {
        ONE: {
            "fi": ("Budjetti odottaa päätöstä", "Valmisteltu budjetti odottaa päätöstäsi."),
            "sv": (
                "En budget väntar på beslut",
                "En budget har beretts och väntar på ditt beslut.",
            ),
            "en": ("A budget awaits a decision", "A budget has been prepared and awaits your decision."),
        },
    },
    Event.BUDGET_ENDING: {
        Recipient.PARTY: {
            "fi": (
                "Henkilökohtainen budjetti päättyy pian",
                "Henkilökohtainen budjetti päättyy {last_day:day}. Omatyöntekijä auttaa, jos palvelujen on "
                "jatkuttava.",
            ),
            "sv": (
                "Den personliga budgeten upphör snart",
                "Den personliga budgeten upphör den {last_day:day}. Den egna kontaktpersonen hjälper till om "
                "tjänsterna behöver fortsätta.",
            ),
            "en": (
                "The personal budget ends soon",
                "The personal budget ends on {last_day:day}. The personal social worker helps if the "
                "services need to continue.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Asiakkaan budjetti päättyy pian",
                "Asiakkaan henkilökohtainen budjetti päättyy {last_day:day}. Arvioi ajoissa, jatkuvatko "
                "palvelut.",
            ),
            "sv": (
                "En klients budget upphör snart",
                "En klients personliga budget upphör den {last_day:day}. Bedöm i tid om tjänsterna ska "
                "fortsätta.",
            ),
            "en": (
                "A client's budget ends soon",
                "A client's personal budget ends on {last_day:day}. Assess in time whether the services are "
                "to continue.",
            ),
        },
    },
    Event.BUDGET_RUNNING_OUT: {
        ONE: {
            "fi": (
                "Budjetti on loppumassa",
                "Henkilökohtaisesta budjetista on jäljellä {cents:euros}, {percent:number} prosenttia. "
                "Nykyisillä "
                "varauksilla raha riittää {last_day:day} asti.",
            ),
            "sv": (
                "Budgeten håller på att ta slut",
                "Av den personliga budgeten återstår {cents:euros}, {percent:number} procent. Med de "
                "nuvarande "
                "reserveringarna räcker pengarna till och med den {last_day:day}.",
            ),
            "en": (
                "The budget is running out",
                "{cents:euros} of the personal budget is left, {percent:number} per cent. With the present "
                "reservations the money lasts through {last_day:day}.",
            ),
        },
    },
    Event.DECISION_MADE: {
        Recipient.PARTY: {
            "fi": (
                "Päätös henkilökohtaisesta budjetista",
                "Henkilökohtaisesta budjetista on tehty päätös. Voit lukea päätöksen palvelussa.",
            ),
            "sv": (
                "Beslut om personlig budget",
                "Ett beslut om personlig budget har fattats. Du kan läsa beslutet i tjänsten.",
            ),
            "en": (
                "Decision on a personal budget",
                "A decision on the personal budget has been made. You can read the decision in the service.",
            ),
        },
        Recipient.WORKER: {
            "fi": (
                "Valmistelemastasi budjetista on päätetty",
                "Valmistelemastasi henkilökohtaisesta budjetista on tehty päätös.",
            ),
            "sv": (
                "Beslut om en budget som du har berett",
                "Ett beslut har fattats om en personlig budget som du har berett.",
            ),
            "en": (
                "Decision on a budget that you prepared",
                "A decision has been made on a personal budget that you prepared.",
            ),
        },
    },
    Event.PLAN_APPROVED: {
        ONE: {
            "fi": (
                "Suunnitelma on hyväksytty",
                "Budjetin käyttösuunnitelma on hyväksytty ja tilaukset lähetetty palveluntuottajille.",
            ),
            "sv": (
                "Planen har godkänts",
                "Planen för användning av budgeten har godkänts och beställningarna har skickats till "
                "tjänsteproducenterna.",
            ),
            "en": (
                "The plan has been approved",
                "The plan for using the budget has been approved and the orders have been sent to the "
                "producers.",
            ),
        },
    },
    Event.PLAN_RETURNED: {
        ONE: {
            "fi": (
                "Suunnitelma on palautettu muokattavaksi",
                "Budjetin käyttösuunnitelma on palautettu muokattavaksi. Syyn näet suunnitelmasta.",
            ),
            "sv": (
                "Planen har återsänts för ändring",
                "Planen för användning av budgeten har återsänts för ändring. Orsaken ser du i planen.",
            ),
            "en": (
                "The plan has been returned for changes",
                "The plan for using the budget has been returned for changes. You can see the reason in the "
                "plan.",
            ),
        },
    },
    Event.PLAN_SUBMITTED: {
        ONE: {
            "fi": ("Suunnitelma odottaa hyväksymistä", "Asiakas on lähettänyt suunnitelman hyväksyttäväksi."),
            "sv": ("En plan väntar på godkännande", "En klient har skickat in sin plan för godkännande."),
            "en": ("A plan awaits approval", "A client has submitted a plan for approval."),
        },
    },
    Event.RESERVATION_FREED: {
        ONE: {
            "fi": (
                "Varattua rahaa on vapautettu",
                "Kuukauden {month:month} varauksesta on vapautettu {cents:euros}, koska palveluntuottaja ei "
                "ilmoittanut toteumia määräajassa.",
            ),
            "sv": (
                "Reserverade pengar har frigjorts",
                "Av reserveringen för {month:month} har {cents:euros} frigjorts, eftersom tjänsteproducenten "
                "inte rapporterade utförda tjänster inom utsatt tid.",
            ),
            "en": (
                "Reserved money has been freed",
                "{cents:euros} reserved for {month:month} has been freed, because the producer did not "
                "report deliveries in time.",
            ),
        },
    },
}
