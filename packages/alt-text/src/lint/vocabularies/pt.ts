import { type Vocabulary, vocabulary } from "../vocabulary.js";

export const portuguese: Vocabulary = /* @__PURE__ */ vocabulary({
  language: "pt",
  images: "imagem, foto, fotografia, imagens",
  placeholders: `*, sem *, * não disponível, * indisponível, * não encontrada, * padrão, * destacada, * em destaque,
    * principal, * decorativa, * ilustrativa, * meramente ilustrativa, * de cabeçalho, * de fundo, * de capa,
    * de perfil, * do perfil, * de exemplo, * do produto, descrição da *, título da *, legenda da *, desenho,
    ilustração, gráfico, ícone, logo, logotipo, logomarca, seta, botão, cabeçalho, capa, fundo, miniatura,
    captura de tela, captura de ecrã, diagrama, tabela, sem título, sem nome, texto alternativo, texto alt, descrição,
    legenda, título, exemplo, teste, decorativo, decorativa, separador, vazio, em branco, mais, saiba mais, ver mais,
    leia mais, clique aqui, nenhum, nenhuma, carregando`,
  of: "de, do, da, dos, das, mostrando, que mostra",
  articles: "uma, a, esta",
  icons: `lupa = Pesquisar, envelope = E-mail, impressora = Imprimir, disquete = Salvar, lixeira = Excluir,
    engrenagem | roda dentada = Configurações, lápis = Editar, três linhas | três traços | três barras = Menu,
    seta esquerda | seta para a esquerda = Anterior, seta direita | seta para a direita = Próximo,
    seta para cima = Voltar ao topo, seta para baixo = Ver mais, polegar para cima = Curtir,
    coração = Adicionar aos favoritos, ponto de interrogação = Ajuda`,
  iconNouns: "ícone, símbolo, botão, seta",
  stopWords:
    "o, a, os, as, um, uma, de, do, da, dos, das, e, em, no, na, nos, nas, com, por, para, que, se, seu, sua, ao",
});
