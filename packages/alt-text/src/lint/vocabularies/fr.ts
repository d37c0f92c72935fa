import { type Vocabulary, vocabulary } from "../vocabulary.js";

export const french: Vocabulary = /* @__PURE__ */ vocabulary({
  language: "fr",
  images: "image, photo, photographie, visuel",
  placeholders: `*, pas d'*, pas de *, aucune *, * non disponible, * par défaut, * principale, * décorative,
    * à la une, * d'en-tête, * de fond, * de couverture, * de profil, * d'illustration, * produit, * du produit,
    description de l'*, dessin, graphique, icône, flèche, bouton, puce, bannière, en-tête, arrière-plan, fond,
    vignette, miniature, capture, capture d'écran, diagramme, schéma, tableau, sans titre, texte alternatif, texte alternatif ici, entrez le texte alternatif, entrez le texte alternatif ici, saisir le texte alternatif,
    saisir le texte alternatif ici, saisissez le texte alternatif, saisissez le texte alternatif ici, insérer le texte alternatif ici, pas de texte alternatif, sans texte alternatif, aucun texte alternatif,
    pas de description, sans description, aucune description, aucune description disponible, description non disponible, description indisponible, entrez la description de l'* ici, titre de l'*, nom de l'*, nom du fichier,
    texte de remplacement, légende, titre, exemple, décoratif, décoration, vide, plus, cliquez ici, cliquer ici, cliquez ici pour en savoir plus,
    cliquez ici pour plus d'informations, cliquez ici pour voir plus, chargement,
    aucune description de photo disponible, aucun texte alternatif disponible`,
  automatic: `l'image contient peut-être : *, l'image contient peut-être: *, peut être une image de *,
    *description générée automatiquement*`,
  of: "de, du, des, d', montre, montrant, représentant, qui montre",
  articles: "une, la, l', cette",
  icons: `loupe = Rechercher, enveloppe = E-mail, imprimante = Imprimer, disquette = Enregistrer,
    poubelle | corbeille = Supprimer, engrenage | roue dentée = Paramètres, crayon = Modifier,
    trois lignes | trois traits | trois barres = Menu, pouce levé = J'aime, cœur = Ajouter aux favoris,
    point d'interrogation = Aide`,
  iconNouns: "icône, symbole, bouton, flèche, picto, pictogramme",
  stopWords:
    "le, la, les, un, une, de, du, des, et, en, dans, avec, pour, par, sur, au, aux, que, qui, est, son, sa, ses, d, l",
});
