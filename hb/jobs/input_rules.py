"""The rules of form of a row of a file; they reach its result file and never leave through the API."""

from hb.kit.input_rules import InputRule


class FileRule(InputRule):
    """Rules of what a cell of a CSV file holds."""

    COLUMNS = (
        "COLUMNS",
        "Poista riviltä ylimääräiset sarakkeet: niitä on enemmän kuin otsikkorivillä.",
        "Ta bort överflödiga kolumner på raden: de är fler än på rubrikraden.",
        "Remove the surplus columns of the row: it has more than the header row.",
    )
    DAY = (
        "DAY",
        "Anna päivä, esimerkiksi 1.6.2026.",
        "Ange en dag, till exempel 1.6.2026.",
        "Enter a day, for example 1.6.2026.",
    )
    EUROS = (
        "EUROS",
        "Anna euromäärä, esimerkiksi 34,50.",
        "Ange beloppet i euro, till exempel 34,50.",
        "Enter an amount in euros, for example 34.50.",
    )
    TWO_DECIMALS = (
        "TWO_DECIMALS",
        "Anna euromäärä enintään kahdella desimaalilla, esimerkiksi 34,50.",
        "Ange beloppet med högst två decimaler, till exempel 34,50.",
        "Enter the amount with at most two decimals, for example 34.50.",
    )
    PERCENT = (
        "PERCENT",
        "Anna prosentti kokonaislukuna, esimerkiksi 120.",
        "Ange procenten som ett heltal, till exempel 120.",
        "Enter the percentage as a whole number, for example 120.",
    )
    ID = (
        "ID",
        "Anna tilauksen tunnus sellaisena kuin se näkyy tilauksella.",
        "Ange beställningens identifierare så som den visas på beställningen.",
        "Enter the order's id as it is shown on the order.",
    )
    KIND = (
        "KIND",
        "Anna jokin näistä sanoista: {words}.",
        "Ange något av dessa ord: {words}.",
        "Enter one of these words: {words}.",
    )
    WHOLE_NUMBER = (
        "WHOLE_NUMBER",
        "Anna määrä kokonaislukuna, esimerkiksi 90.",
        "Ange mängden som ett heltal, till exempel 90.",
        "Enter the quantity as a whole number, for example 90.",
    )
