const comparing = new Set(['===', '!==', '==', '!=']);
const lookingUp = new Set(['has', 'get', 'includes', 'indexOf', 'lastIndexOf']);
const blind = new Set(['SerialSet', 'SerialMap']);
const says =
  'A serial is compared blind to case, width and separators (W15): use sameSerial, SerialSet, SerialMap or matchScans of the domain kernel.';

/** The type `Serial` of the domain kernel, or one of a union with it; by its brand, whatever alias it has been given. */
function isSerial(checker, type) {
  if (type.isUnion()) return type.types.some((part) => isSerial(checker, part));
  if (!type.isIntersection()) return false;
  const brands = type.types.flatMap((part) => part.getProperties()).map((brand) => checker.getTypeOfSymbol(brand));
  return brands.some((brand) => brand.isStringLiteral() && brand.value === 'Serial');
}

/** What is compared with nothing is not compared with another serial. */
function isNothing(node) {
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

/** Serials are never compared letter by letter (W15). It reads types, because a serial may have any name. */
export const serialsByKey = {
  meta: { type: 'problem', schema: [], messages: { letterByLetter: says } },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const typeOf = (node) => checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
    const report = (node) => {
      context.report({ node, messageId: 'letterByLetter' });
    };
    return {
      BinaryExpression(node) {
        if (!comparing.has(node.operator) || isNothing(node.left) || isNothing(node.right)) return;
        if ([node.left, node.right].some((side) => isSerial(checker, typeOf(side)))) report(node);
      },
      'CallExpression[callee.type="MemberExpression"]'(node) {
        const [asked] = node.arguments;
        const { object, property } = node.callee;
        if (!asked || !lookingUp.has(property.name) || blind.has(typeOf(object).getSymbol()?.name)) return;
        if (isSerial(checker, typeOf(asked))) report(node);
      },
    };
  },
};
