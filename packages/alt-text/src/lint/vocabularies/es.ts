import { type Vocabulary, vocabulary } from "../vocabulary.js";

export const spanish: Vocabulary = /* @__PURE__ */ vocabulary({
  language: "es",
  images: "imagen, foto, fotografía, imágenes",
  placeholders: `*, sin *, * no disponible, * por defecto, * predeterminada, * destacada, * principal, * decorativa,
    * de cabecera, * de fondo, * de * de perfil, * de * de archivo, * del producto, descripción de la *, dibujo,
    ilustración, gráfico, icono, logotipo, flecha, botón, cabecera, fondo, portada, miniatura, captura,
    captura de pantalla, diagrama, tabla, sin título, texto alternativo, texto alternativo aquí, introduce texto alternativo, introduce el texto alternativo, introduce el texto alternativo aquí,
    introduzca el texto alternativo aquí, escribe el texto alternativo aquí, escriba el texto alternativo aquí, inserta texto alternativo aquí, sin texto alternativo, sin descripción, no hay descripción,
    no hay descripción disponible, descripción no disponible, introduce la descripción de la * aquí, título de la *, nombre de la *, nombre del archivo, descripción, título, leyenda, prueba,
    ejemplo, decorativo, decorativa, en blanco, vacío, más, clic aquí, haga clic aquí, haz clic aquí, pulse aquí, clic aquí para más información,
    haga clic aquí para más información, haga clic aquí para ver más, ninguno, no hay ninguna descripción de la foto disponible, ninguna descripción de foto disponible,
    no hay texto alternativo automático disponible, cargando`,
  automatic: `la imagen puede contener: *, puede ser una imagen de *, *descripción generada automáticamente*`,
  of: "de, del, muestra, que muestra, mostrando",
  articles: "una, la, esta",
  icons: `lupa = Buscar, sobre cerrado = Correo electrónico, impresora = Imprimir, disquete = Guardar,
    papelera = Eliminar, engranaje | rueda dentada = Ajustes, lápiz = Editar, tres líneas | tres rayas = Menú,
    pulgar arriba = Me gusta, corazón = Añadir a favoritos, signo de interrogación = Ayuda`,
  iconNouns: "icono, símbolo, botón, flecha",
  stopWords:
    "el, la, los, las, un, una, de, del, y, en, con, por, para, que, se, su, sus, al, es, son, como, más, sobre",
});
