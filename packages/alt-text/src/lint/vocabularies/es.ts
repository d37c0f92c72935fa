import { type Vocabulary, vocabulary } from "../vocabulary.js";

export const spanish: Vocabulary = /* @__PURE__ */ vocabulary({
  language: "es",
  images: "imagen, foto, fotografía, imágenes",
  placeholders: `*, sin *, no hay *, * no disponible, * no encontrada, * por defecto, * predeterminada, * destacada,
    * principal, * decorativa, * de cabecera, * de fondo, * de portada, * de perfil, * de ejemplo, * de archivo,
    * del producto, * del artículo, descripción de la *, título de la *, dibujo, ilustración, gráfico, gráfica, icono,
    logo, logotipo, flecha, botón, cabecera, fondo, portada, miniatura, captura, captura de pantalla, diagrama, tabla,
    sin título, sin nombre, texto alternativo, texto alt, descripción, título, leyenda, pie de foto, prueba, ejemplo,
    decorativo, decorativa, separador, en blanco, vacío, más, ver más, clic aquí, haga clic aquí, ninguno, cargando`,
  of: "de, del, que muestra, mostrando",
  articles: "una, la, esta",
  icons: `lupa = Buscar, sobre cerrado = Correo electrónico, impresora = Imprimir, disquete = Guardar,
    papelera = Eliminar, engranaje | rueda dentada = Ajustes, lápiz = Editar, tres líneas | tres rayas = Menú,
    flecha izquierda | flecha a la izquierda = Anterior, flecha derecha | flecha a la derecha = Siguiente,
    flecha arriba | flecha hacia arriba = Volver arriba, flecha abajo | flecha hacia abajo = Ver más,
    pulgar arriba = Me gusta, corazón = Añadir a favoritos, signo de interrogación = Ayuda`,
  iconNouns: "icono, símbolo, botón, flecha",
  stopWords:
    "el, la, los, las, un, una, de, del, y, en, con, por, para, que, se, su, sus, al, es, son, como, más, sobre",
});
