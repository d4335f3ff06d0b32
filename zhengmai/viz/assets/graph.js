{# Rendered by pyvis from its nodes, edges and options; |tojson escapes < > & ' and all but ASCII. #}
"use strict";
window.zhengmai = (function () {
  var nodes = new vis.DataSet({{ nodes|tojson }});
  var edges = new vis.DataSet({{ edges|tojson }});
  var options = {{ options|safe }};
  var network = new vis.Network(
    document.getElementById("graph"), {nodes: nodes, edges: edges}, options);
  return {network: network, nodes: nodes, edges: edges, options: options};
})();
