"""The makers' formulas for volts and seconds, written down once more and read through pyvisa: a second opinion on ours.

Called with the name of a JSON file: {"port", "family", "cases": [{"set": [...], "form": "..."}]}. Prints a JSON list with
the volts, the seconds of the first sample and the seconds between two of each case. Sources: the programmer's guides
named in the READMEs of the drivers.
"""
import json
import struct
import sys

import pyvisa


class Rigol:
    """:WAV:PRE? in ten numbers; volts = (raw - yorigin - yreference) * yincrement. Forms: BYTE or WORD, NORM or RAW."""

    stop = ':STOP'

    def read(self, scope, form):
        word, mode = form.split()
        for line in (':WAV:SOUR CHAN1', f':WAV:FORM {word}', f':WAV:MODE {mode}', ':WAV:STAR 1'):
            scope.write(line)
        points = 1000 if mode == 'NORM' else int(float(scope.query(':ACQ:MDEP?')))
        scope.write(f':WAV:STOP {points}')
        p = [float(x) for x in scope.query(':WAV:PRE?').split(',')]
        raw = scope.query_binary_values(':WAV:DATA?', datatype='H' if word == 'WORD' else 'B', is_big_endian=False)
        return [(r - p[8] - p[9]) * p[7] for r in raw], (0 - p[6]) * p[4] + p[5], p[4]


class Keysight:
    """:WAV:PRE? in ten numbers; volts = (raw - yreference) * yincrement + yorigin. Forms: BYTE or WORD, ON or OFF for
    unsigned, MSBF or LSBF."""

    stop = ':STOP'

    def read(self, scope, form):
        word, unsigned, order = form.split()
        for line in (':WAV:SOUR CHAN1', f':WAV:FORM {word}', f':WAV:UNS {unsigned}', f':WAV:BYT {order}',
                     ':WAV:POIN:MODE NORM', ':WAV:POIN 1000'):
            scope.write(line)
        p = [float(x) for x in scope.query(':WAV:PRE?').split(',')]
        letter = {'BYTE': 'B', 'WORD': 'H'}[word]
        raw = scope.query_binary_values(':WAV:DATA?', datatype=letter if unsigned == 'ON' else letter.lower(),
                                        is_big_endian=order == 'MSBF')
        return [(r - p[9]) * p[7] + p[8] for r in raw], (0 - p[6]) * p[4] + p[5], p[4]


class Tektronix:
    """volts = (raw - YOFF) * YMULT + YZERO. Forms: RIB, RPB, SRI or SRP, and 1 or 2 bytes."""

    stop = 'ACQ:STATE STOP'
    preamble = 'WFMP'

    def points(self, scope):
        return 2500

    def read(self, scope, form):
        encoding, width = form.split()
        for line in ('DAT:SOU CH1', f'DAT:ENC {encoding}', f'DAT:WID {width}', 'DAT:STAR 1', f'DAT:STOP {self.points(scope)}'):
            scope.write(line)

        def number(word):
            return float(scope.query(f'{self.preamble}:{word}?'))

        letter = {'1': 'B', '2': 'H'}[width]
        raw = scope.query_binary_values('CURV?', datatype=letter.lower() if 'I' in encoding else letter,
                                        is_big_endian=encoding.startswith('R'))
        offset, multiplier, zero = number('YOF'), number('YMU'), number('YZE')
        volts = [(r - offset) * multiplier + zero for r in raw]
        return volts, number('XZE') - number('PT_O') * number('XIN'), number('XIN')


class TektronixTbs2000(Tektronix):
    preamble = 'WFMO'

    def points(self, scope):
        return int(scope.query('HOR:RECO?'))


class SiglentOlder:
    """volts = code * VDIV / 25 - OFST (DAT2), or by the description in front of the samples, whose gain is volts of one
    code (ALL). Forms: DAT2, ALL."""

    stop = 'STOP'

    def read(self, scope, form):
        for line in ('CHDR OFF', 'WFSU SP,0,NP,0,FP,0'):
            scope.write(line)
        raw = scope.query_binary_values(f'C1:WF? {form}', datatype='b')
        # Two line feeds stand behind the samples, and pyvisa has taken one.
        scope.read_bytes(1)
        if form == 'DAT2':
            per_division, offset, base, rate, delay = (
                float(scope.query(line)) for line in ('C1:VDIV?', 'C1:OFST?', 'TDIV?', 'SARA?', 'TRDL?'))
            return [r * per_division / 25 - offset for r in raw], delay - base * 14 / 2, 1 / rate
        head = struct.pack(f'{len(raw)}b', *raw)[:346]
        gain, offset = struct.unpack_from('<ff', head, 156)
        step, first = struct.unpack_from('<fd', head, 176)
        return [r * gain - offset for r in raw[346:]], first, step


class SiglentNewer:
    """volts = (code / codes of a division * volts of a division - offset) * probe, all from :WAV:PRE?. Forms: BYTE, WORD."""

    stop = ':TRIG:STOP'

    def read(self, scope, form):
        scope.write('CHDR OFF')
        points = int(float(scope.query(':ACQ:POIN?').replace('pts', '')))
        for line in (':WAV:SOUR C1', ':WAV:INT 1', ':WAV:STAR 0', f':WAV:POIN {points}', f':WAV:WIDT {form}'):
            scope.write(line)
        head = bytes(scope.query_binary_values(':WAV:PRE?', datatype='B'))
        per_division, offset, codes = struct.unpack_from('<fff', head, 0x9C)
        step, = struct.unpack_from('<f', head, 0xB0)
        probe, = struct.unpack_from('<f', head, 0x148)
        raw = scope.query_binary_values(':WAV:DATA?', datatype='h' if form == 'WORD' else 'b', is_big_endian=False)
        scope.read_bytes(1)
        base = float(scope.query(':TIM:SCAL?'))
        return [(r / codes * per_division - offset) * probe for r in raw], -5 * base, step


families = {each.__name__: each for each in (Rigol, Keysight, Tektronix, TektronixTbs2000, SiglentOlder, SiglentNewer)}

with open(sys.argv[1], encoding='utf-8') as file:
    task = json.load(file)
maker = families[task['family']]()
scope = pyvisa.ResourceManager('@py').open_resource(f'TCPIP::127.0.0.1::{task["port"]}::SOCKET')
scope.read_termination = scope.write_termination = '\n'
scope.timeout = 60000
results = []
for case in task['cases']:
    for line in (*case['set'], maker.stop):
        scope.write(line)
    volts, first, step = maker.read(scope, case['form'])
    results.append({'volts': volts, 'first': first, 'step': step})
print(json.dumps(results))
