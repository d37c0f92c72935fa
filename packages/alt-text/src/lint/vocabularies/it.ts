import { type Vocabulary, vocabulary } from "../vocabulary.js";

export const italian: Vocabulary = /* @__PURE__ */ vocabulary({
  language: "it",
  images: "immagine, foto, fotografia, immagini",
  placeholders: `*, nessuna *, * non disponibile, * predefinita, * in evidenza, * principale, * decorativa,
    * di intestazione, * di sfondo, * di copertina, * di esempio, * profilo, * del profilo, * del prodotto,
    descrizione *, descrizione dell'*, disegno, illustrazione, grafico, icona, freccia, pulsante, bottone,
    intestazione, copertina, sfondo, miniatura, anteprima, schermata, diagramma, tabella, senza titolo,
    testo alternativo, testo alternativo qui, inserisci testo alternativo, inserisci il testo alternativo, inserisci il testo alternativo qui, inserisci qui il testo alternativo,
    inserire il testo alternativo, inserire testo alternativo, nessun testo alternativo, senza testo alternativo, nessuna descrizione, nessuna descrizione disponibile, senza descrizione, descrizione non disponibile,
    inserisci qui la descrizione dell'*, titolo dell'*, nome dell'*, nome del file, descrizione, didascalia, titolo, esempio, decorativo, decorativa, vuoto, altro, clicca qui, clicca qui per saperne di più, clicca qui per maggiori informazioni,
    clicca qui per ulteriori informazioni,
    nessuno, nessuna descrizione della foto disponibile,
    nessun testo alternativo automatico disponibile, caricamento, segnaposto`,
  automatic: `l'immagine può contenere: *, potrebbe essere un'immagine *, *descrizione generata automaticamente*`,
  of: "di, del, della, dello, dei, degli, delle, dell', d', mostra, che mostra, raffigurante",
  articles: "un', una, l', la, questa",
  icons: `lente d'ingrandimento | lente di ingrandimento | lente = Cerca, busta = E-mail, stampante = Stampa,
    dischetto = Salva, cestino = Elimina, ingranaggio | ruota dentata = Impostazioni, matita = Modifica,
    tre linee | tre righe = Menu, pollice in su = Mi piace, cuore = Aggiungi ai preferiti,
    punto interrogativo | punto di domanda = Aiuto`,
  iconNouns: "icona, simbolo, pulsante, bottone, freccia",
  stopWords:
    "il, lo, la, i, gli, le, un, una, di, del, della, dei, delle, e, in, nel, nella, con, per, su, sul, che, si, al, da, è",
});
