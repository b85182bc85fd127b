"""By what names do headers of other languages than English and Persian call the columns?

Without accents, as `cx.loading.header.matching.plain` writes them. A word that means something else in English is left
out: "data" is a date in Italian and in Portuguese, and no date in "data source".
"""

NAMES = {
    "order_id": (
        "bestellnummer, bestellnr, bestell nr, bestell id, bestellung, auftragsnummer, auftragsnr, auftrag,"
        " belegnummer, rechnungsnummer, rechnungsnr, commande, n commande, no commande, numero commande, facture,"
        " numero facture, pedido, no pedido, numero pedido, factura, numero factura, ordine, numero ordine, fattura,"
        " numero fattura, ordernummer, bestelling, factuurnummer, siparis, siparis no, siparis numarasi, fatura no,"
        " номер заказа, заказ, номер чека"
    ),
    "customer_id": (
        "kunde, kunden id, kunden nr, kundennr, kundennummer, id client, numero client, code client, cliente, id"
        " cliente, codigo cliente, codice cliente, klant, klantnummer, klant id, musteri, musteri no, musteri id,"
        " musteri kodu, клиент, id клиента, код клиента, номер клиента, покупатель"
    ),
    "ordered_at": (
        "bestelldatum, auftragsdatum, kaufdatum, rechnungsdatum, belegdatum, datum, date commande, date achat, date"
        " facture, fecha, fecha pedido, fecha compra, fecha factura, data ordine, data acquisto, data pedido,"
        " besteldatum, orderdatum, tarih, siparis tarihi, дата, дата заказа, дата покупки"
    ),
    "product_id": (
        "artikel, artikelnummer, artikelnr, artikel nr, produkt, produktnummer, ref article, produit, code produit,"
        " articulo, producto, codigo producto, articolo, codice articolo, prodotto, urun, urun kodu, urun no, товар,"
        " артикул, код товара"
    ),
    "quantity": (
        "menge, anzahl, stuck, stuckzahl, quantite, cantidad, unidades, quantita, quantidade, aantal, adet, miktar,"
        " количество"
    ),
    "unit_price": (
        "einzelpreis, stuckpreis, preis, prix, prix unitaire, precio, precio unitario, prezzo, prezzo unitario,"
        " stukprijs, prijs, birim fiyat, birim fiyati, fiyat, цена"
    ),
    "revenue": (
        "umsatz, betrag, gesamtbetrag, gesamtpreis, summe, montant, montant total, chiffre affaires, importe, importe"
        " total, importo, importo totale, totale, valor total, bedrag, totaalbedrag, omzet, tutar, toplam, toplam"
        " tutar, ciro, сумма, выручка, стоимость заказа"
    ),
    "cost": "kosten, einkaufspreis, wareneinsatz, cout, couts, coste, costo, kostprijs, maliyet, себестоимость",
    "discount": "rabatt, nachlass, remise, descuento, sconto, korting, indirim, скидка",
    "channel": (
        "kanal, vertriebskanal, verkaufskanal, canal, canal de vente, canal de venta, canale, kanaal, satis kanali,"
        " канал"
    ),
    "currency": "wahrung, devise, moneda, valuta, para birimi, валюта",
}
"""Column -> names of it in German, French, Spanish, Italian, Dutch, Turkish and Russian, parted by commas."""
NAMES["person_id"] = NAMES["customer_id"]
