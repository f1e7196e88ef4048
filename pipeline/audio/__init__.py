from pipeline.audio.measuring import measure
from pipeline.audio.probing import probe
