import { describe, expect, it } from "vitest";
import { otherLanguage } from "../src/lint/detect-language.js";
import { vocabularies } from "../src/lint/vocabularies.js";

const other = (text: string, language: string): string | undefined => otherLanguage(text, language, vocabularies);

describe("otherLanguage", () => {
  it("goes by the script where that decides it", () => {
    expect(other("Красное яблоко", "en")).toBe("Cyrillic");
    expect(other("Красное яблоко", "ru")).toBeUndefined();
    expect(other("κόκκινο μήλο", "en")).toBe("el");
    expect(other("红苹果和梨", "en")).toBe("Han");
    expect(other("红苹果和梨", "ja")).toBeUndefined();
    expect(other("赤いりんごと梨", "zh")).toBe("ja");
    expect(other("빨간 사과", "ja")).toBe("ko");
  });

  it("ignores a few foreign letters in a text", () => {
    expect(other("The kanji 山 and 川 on a sign", "en")).toBeUndefined();
    expect(other("東京", "en")).toBeUndefined();
    expect(other("Sony のロゴ", "ja")).toBeUndefined();
  });

  it("goes by function words where the script doesn't decide it, if there are enough of them", () => {
    expect(other("Der Hund liegt auf dem Sofa in der Küche", "en")).toBe("de");
    expect(other("The dog is on the sofa in the kitchen", "de")).toBe("en");
    expect(other("El perro está en el sofá de la cocina", "pt")).toBe("es");
    expect(other("La vita è bella", "en")).toBeUndefined();
    expect(other("Les Misérables at the Queen's Theatre in London", "en")).toBeUndefined();
    expect(other("Leonardo da Vinci, La Gioconda, Musée du Louvre, Paris", "en")).toBeUndefined();
  });

  it("says nothing about pages in a language that it doesn't know", () => {
    expect(other("De hond ligt op de bank in de keuken", "nl")).toBeUndefined();
    expect(other("The dog is on the sofa in the kitchen", "nl")).toBeUndefined();
    expect(other("Красное яблоко", "xx")).toBeUndefined();
  });
});
