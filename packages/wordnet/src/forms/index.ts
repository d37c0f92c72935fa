export { detachmentRules, type Lemmatization, type LemmatizeOptions, lemmatize } from "./lemmatize.js";
export {
  completeForm,
  type FuzzyMatch,
  type FuzzyOptions,
  findSimilarForms,
  type SearchOptions,
} from "./search-forms.js";
export { synsetsOfForm } from "./synsets-of-form.js";
