import { type Vocabulary, vocabulary } from "../vocabulary.js";

export const portuguese: Vocabulary = /* @__PURE__ */ vocabulary({
  language: "pt",
  images: "imagem, foto, fotografia, imagens",
  placeholders: `*, sem *, * não disponível, * padrão, * destacada, * em destaque, * principal, * decorativa,
    * meramente ilustrativa, * de cabeçalho, * de fundo, * de capa, * de perfil, * de exemplo, * do produto,
    descrição da *, desenho, ilustração, gráfico, ícone, logotipo, seta, botão, cabeçalho, capa, fundo, miniatura,
    captura de tela, diagrama, tabela, sem título, texto alternativo, texto alternativo aqui, insira o texto alternativo, insira o texto alternativo aqui, digite o texto alternativo aqui, inserir texto alternativo,
    escreva o texto alternativo aqui, adicione texto alternativo, sem texto alternativo, sem descrição, sem descrição disponível, nenhuma descrição, nenhuma descrição disponível, descrição não disponível,
    descrição indisponível, insira a descrição da * aqui, título da *, nome da *, nome do arquivo, nome do ficheiro, descrição, legenda, título, exemplo, teste,
    decorativo, decorativa, vazio, em branco, mais, clique aqui, clique aqui para saber mais, clique aqui para mais informações,
    clique aqui para ver mais, nenhuma, nenhuma descrição de foto disponível,
    nenhum texto alternativo automático disponível, carregando`,
  automatic: `a imagem pode conter: *, pode ser uma imagem de *, *descrição gerada automaticamente*`,
  of: "de, do, da, dos, das, mostra, que mostra, mostrando",
  articles: "uma, a, esta",
  icons: `lupa = Pesquisar, envelope = E-mail, impressora = Imprimir, disquete = Salvar, lixeira = Excluir,
    engrenagem | roda dentada = Configurações, lápis = Editar, três linhas | três traços | três barras = Menu,
    polegar para cima = Curtir, coração = Adicionar aos favoritos, ponto de interrogação = Ajuda`,
  iconNouns: "ícone, símbolo, botão, seta",
  stopWords:
    "o, a, os, as, um, uma, de, do, da, dos, das, e, em, no, na, nos, nas, com, por, para, que, se, seu, sua, ao",
});
