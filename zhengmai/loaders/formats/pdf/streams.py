"""The streams of a PDF file, unpacked within bounds: a few kB can be packed from many GB.

Source: ISO 32000-1:2008, 7.4 (filters).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfminer.pdfparser import PDFParser

_MOST_UNPACKED = 64_000_000  # bytes of one stream; a page's text takes some 50,000
_MOST_UNPACKED_IN_ALL = 256_000_000
_WIDEST = 100_000  # columns of what a stream was before it was packed
_CHECK_SUM = 3  # bytes at the end of a packed stream that may be wrong: its check sum


class TooMuchError(Exception):
    """A page or stream holds more than any notice does."""


class _Unpacker:
    """Unpacks the streams of a file, with bounds (a few kB can be packed from many GB)."""

    def __init__(self) -> None:
        self._left = _MOST_UNPACKED_IN_ALL

    @property
    def _most(self) -> int:
        """Bytes that the next stream may have."""
        return min(_MOST_UNPACKED, self._left)

    def count(self, sizes: Iterable[int]) -> None:
        """See to it that a stream unpacked in pieces of these sizes is within bounds.

        Raises:
            TooMuchError: it is not.
        """
        most, size = self._most, 0
        for piece in sizes:
            size += piece
            if size > most:
                raise TooMuchError
        self._left -= size

    def inflated(self, data: bytes) -> bytes:
        """A stream packed by zlib, as far as it goes where it was cut off.

        It is empty where it is damaged; a check sum that is wrong or missing is no damage.

        Raises:
            TooMuchError: it is out of bounds.
        """
        stream = zlib.decompressobj()
        most = self._most
        end = max(0, len(data) - _CHECK_SUM)
        try:
            found = stream.decompress(data[:end], most + 1)
        except zlib.error:
            return b""
        for at in range(end, len(data)):
            if len(found) > most:
                break
            try:
                found += stream.decompress(data[at : at + 1], most + 1 - len(found))
            except zlib.error:
                break
        self.count([len(found)])
        return found


def _run_lengths(data: bytes) -> Iterator[int]:
    """Sizes of the runs of a stream packed by run length (ISO 32000-1:2008, 7.4.5)."""
    at = 0
    while at < len(data) and data[at] != 128:
        literal = data[at] < 128
        yield data[at] + 1 if literal else 257 - data[at]
        at += data[at] + 2 if literal else 2


def bounded_parser(data: bytes) -> PDFParser:
    """What the library reads a file with, here with bounds for each stream that it unpacks."""
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFStream

    unpacker = _Unpacker()

    class Bounded(PDFStream):
        def decode(self) -> None:
            """As the library does it, but filter by filter, each looked at before."""
            packed = self.rawdata or b""
            if self.decipher and self.objid is not None and self.genno is not None:
                packed = self.decipher(self.objid, self.genno, packed, self.attrs)
            for name, parameters in self.get_filters():
                step = {"Filter": [name], "DecodeParms": [parameters]}
                packed = PDFStream(step, _looked_at(unpacker, step, packed)).get_data()
            self.data, self.rawdata = packed, None

    class Parser(PDFParser):
        def push(self, *objs: tuple[int, Any]) -> None:
            super().push(*((at, bounded(found)) for at, found in objs))

    def bounded(found: Any) -> Any:
        plain = type(found) is PDFStream
        return Bounded(found.attrs, found.rawdata, found.decipher) if plain else found

    return Parser(io.BytesIO(data))


def _looked_at(unpacker: _Unpacker, step: Mapping[str, Sequence[Any]], data: bytes) -> bytes:
    """The data of a stream with one filter, such that the library can unpack them safely.

    Raises:
        TooMuchError: it cannot.
    """
    from pdfminer import pdftypes
    from pdfminer.lzw import LZWDecoder

    (name,), (parameters,) = step["Filter"], step["DecodeParms"]
    if isinstance(parameters, dict) and any(
        pdftypes.int_value(parameters.get(key, 1)) > _WIDEST for key in ("Columns", "Colors")
    ):
        raise TooMuchError
    if name in pdftypes.LITERALS_CCITTFAX_DECODE:  # of pictures, which are not unpacked here
        raise TooMuchError
    if name in pdftypes.LITERALS_LZW_DECODE:
        unpacker.count(map(len, LZWDecoder(io.BytesIO(data)).run()))
    elif name in pdftypes.LITERALS_RUNLENGTH_DECODE:
        unpacker.count(_run_lengths(data))
    elif name in pdftypes.LITERALS_FLATE_DECODE:
        # Level 0 stores: the library, which has no bounds, gets it ready and undamaged.
        return zlib.compress(unpacker.inflated(data), 0)
    return data
