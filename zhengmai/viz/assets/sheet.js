// Rows as a file: CSV (with a mark by which Excel knows the letters), or a workbook.
"use strict";
(function () {
  // What a spreadsheet takes for the start of a formula; the same signs as in zhengmai/shown.py.
  const FORMULA = /^[\s]*[=+\-@＝＋－＠﹢﹣﹦﹫]/;

  function safe(value) {
    return typeof value === "string" && (FORMULA.test(value) || /^[\t\r]/.test(value)) ? "'" + value : value;
  }

  /** A day (2025-07-01) as a cell that a spreadsheet sorts and filters as one. */
  function day(text) { return new Day(text); }
  class Day {
    constructor(text) { this.text = text; }
    toString() { return this.text; }
    /** Days since the beginning of 1900 as spreadsheets count (the 29th of February 1900, which was none, too). */
    serial() { return Date.parse(this.text + "T00:00:00Z") / 86400000 + 25569; }
  }

  function csv(rows) {
    return "\ufeff" + rows.map(function (row) {
      return row.map(function (value) {
        const text = String(safe(value));
        return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      }).join(",");
    }).join("\r\n") + "\r\n";
  }

  // ---- a workbook: a few XML files in an archive that is not compressed --------------------------

  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const OFFICE = "http://schemas.openxmlformats.org/";
  const PARTS = {
    "[Content_Types].xml": '<Types xmlns="' + OFFICE + 'package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' +
      '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>' +
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="' + OFFICE + 'package/2006/relationships">' +
      '<Relationship Id="r1" Type="' + OFFICE + 'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>' +
      '<Relationship Id="r2" Type="' + OFFICE + 'package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
    // The category by which `build` knows that this is no notice: OWN_WORKBOOK in zhengmai/shown.py.
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="' + OFFICE + 'package/2006/metadata/core-properties"><cp:category>zhengmai</cp:category></cp:coreProperties>',
    "xl/workbook.xml": '<workbook xmlns="' + OFFICE + 'spreadsheetml/2006/main" xmlns:r="' + OFFICE + 'officeDocument/2006/relationships">' +
      '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="' + OFFICE + 'package/2006/relationships">' +
      '<Relationship Id="r1" Type="' + OFFICE + 'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>' +
      '<Relationship Id="r2" Type="' + OFFICE + 'officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": '<styleSheet xmlns="' + OFFICE + 'spreadsheetml/2006/main">' +
      '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
      '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>' +
      '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" horizontal="left"/></xf></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  };
  const WIDEST = 40, NARROWEST = 6;

  function xml(text) {
    // eslint-disable-next-line no-control-regex
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function column(at) {
    return (at >= 26 ? column(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + at % 26);
  }

  function width(text) {
    return Array.from(String(text)).reduce(function (sum, sign) { return sum + (sign > "\u2e7f" ? 2 : 1); }, 1);
  }

  function worksheet(rows, title) {
    const most = rows[0].map(function (_, at) {
      const wanted = Math.max(...rows.map(function (row) { return width(row[at] === undefined ? "" : row[at]); }));
      return Math.min(Math.max(wanted, NARROWEST), WIDEST);
    });
    const cells = rows.map(function (row, n) {
      return '<row r="' + (n + 1) + '">' + row.map(function (value, at) {
        const name = column(at) + (n + 1), style = n ? "" : ' s="1"';
        if (value instanceof Day) { return '<c r="' + name + '" s="2"><v>' + value.serial() + "</v></c>"; }
        return typeof value === "number" ? '<c r="' + name + '"' + style + "><v>" + value + "</v></c>" :
          '<c r="' + name + '"' + style + ' t="inlineStr"><is><t xml:space="preserve">' + xml(String(value)) + "</t></is></c>";
      }).join("") + "</row>";
    });
    return '<worksheet xmlns="' + OFFICE + 'spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">' +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      "<cols>" + most.map(function (w, at) { return '<col min="' + (at + 1) + '" max="' + (at + 1) + '" width="' + w + '" customWidth="1"/>'; }).join("") + "</cols>" +
      "<sheetData>" + cells.join("") + "</sheetData>" +
      '<autoFilter ref="A1:' + column(rows[0].length - 1) + rows.length + '"/>' +
      '<pageMargins left="0.5" right="0.5" top="0.8" bottom="0.6" header="0.35" footer="0.3"/>' +
      '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
      "<headerFooter><oddHeader>&amp;C&amp;12 " + xml(title.slice(0, 120).replace(/&/g, "&&")) + "</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>";
  }

  /** What a tab may be called: 31 characters, none of those that addresses of cells have. */
  function tab(name) {
    return Array.from(name.replace(/[[\]:*?/\\']+/g, "_")).slice(0, 31).join("") || "Sheet1";
  }

  function workbook(rows, name) {
    const called = tab(name || ""), range = "'" + called + "'!";
    // The head is printed on every page; the range of the filter has to be named for some readers.
    const book = PARTS["xl/workbook.xml"].replace('name="Sheet1"', function () { return 'name="' + xml(called) + '"'; })
      .replace("</sheets>", function () {
        return '</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">' + xml(range + "$A$1:$" + column(rows[0].length - 1) + "$" + rows.length) +
          '</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">' + xml(range + "$1:$1") + "</definedName></definedNames>";
      });
    const parts = Object.assign({}, PARTS, {"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": worksheet(rows, name || "")});
    return archive(Object.entries(parts).map(function ([name, text]) {
      return [name, new TextEncoder().encode(HEAD + text)];
    }));
  }

  const CRC = Array.from({length: 256}, function (_, n) {
    for (let k = 0; k < 8; k++) { n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; }
    return n >>> 0;
  });
  function crc(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) { sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8); }
    return (sum ^ 0xffffffff) >>> 0;
  }

  /** A ZIP archive (APPNOTE 6.3) of files that are stored as they are. */
  function archive(files) {
    const pieces = [], directory = [];
    let at = 0;
    function record(size, fields) {
      const made = new DataView(new ArrayBuffer(size));
      fields.forEach(function ([offset, bytes, value]) {
        if (bytes === 4) { made.setUint32(offset, value, true); } else { made.setUint16(offset, value, true); }
      });
      return new Uint8Array(made.buffer);
    }
    files.forEach(function ([name, bytes]) {
      const called = new TextEncoder().encode(name), sum = crc(bytes);
      const common = function (o) {
        return [[o, 2, 20], [o + 2, 2, 0x800], [o + 8, 2, 0x21], [o + 10, 4, sum], [o + 14, 4, bytes.length], [o + 18, 4, bytes.length], [o + 22, 2, called.length]];
      };
      // Version, flags (UTF-8), method 0, time 0, day 1980-01-01, sum and sizes.
      pieces.push(record(30, [[0, 4, 0x04034b50]].concat(common(4))), called, bytes);
      directory.push(record(46, [[0, 4, 0x02014b50], [4, 2, 20]].concat(common(6), [[42, 4, at]])), called);
      at += 30 + called.length + bytes.length;
    });
    const size = directory.reduce(function (sum, piece) { return sum + piece.length; }, 0);
    const end = record(22, [[0, 4, 0x06054b50], [8, 2, files.length], [10, 2, files.length], [12, 4, size], [16, 4, at]]);
    return new Blob(pieces.concat(directory, [end]));
  }

  /** Hand the rows, the first of them heads, to the user as a file. */
  function save(rows, name, kind) {
    if (kind === "csv") { zm.download(name + ".csv", csv(rows), "text/csv;charset=utf-8"); return; }
    zm.download(name + ".xlsx", workbook(rows, name), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  }

  zm.sheet = {save: save, day: day, csv: csv, workbook: workbook};
})();
