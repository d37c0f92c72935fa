/**
 * An AVIF file of 4000 × 3000 pixels of one colour, which takes its decoder a second or two. Made by sharp 0.35.5:
 * `sharp({ create: { width: 4000, height: 3000, channels: 3, background: { r: 200, g: 60, b: 20 } } }).avif({ quality: 50, effort: 0 })`.
 */
export const slowAvif = (): Uint8Array => Uint8Array.from(atob(BASE64), (character) => character.charCodeAt(0));

const BASE64 =
  "AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAA" +
  "AAAERAAAEAAQAAAAAA+gABAAAAAAAAAU0AAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAA" +
  "AAA4aXBjbwAAAAxhdjFDgTACAAAAABRpc3BlAAAAAAAAD6AAAAu4AAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAFVbW" +
  "RhdBIACgo8Lv5+7dpAQ0GkMrwCEkoTGCYeeeeaCQIAXM/MRMkY0LJpx9IKlVzk2fpL5yliAFY+UPk2QM/Bl/8SWGXYFbsrWLSEPkrokSn1Kb23" +
  "Iq7UnnnBherHAHcCufA8M97al4JZyHdMRpSa+xO13Ze7jQI91JN1pvFRoM/MUlv4LFNXA/mh90KB61S0TKZW4T62ju2fJLzW4qseYw3BRm9f6A" +
  "Ckl+afcS2O4q3eboXGOgY6OWt3EDH0Z1Br8iwlp7UvBLOQ7piNKTX2J2u7L3caBHupJutTt6RLwCHodex8XodUeDVVb7l4wW9FFUvxRNB7I1RI" +
  "iJnpMeoKyGdHXemFRuq7EWYKuIl0KFhJbB9Dw/dAkfkc1kADE9gjI5iUKHENH9WSHzfLTroQzVCimsJdAxCMgzFNaXvDtVIwJfvAbpCAK3r9qU" +
  "QX39RMYA==";
