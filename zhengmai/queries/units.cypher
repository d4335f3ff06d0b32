// Which units are there, by what names?
MATCH (unit:Unit)
WHERE true
//if unit
  AND unit.iri IN $unit
//end
//if name
  AND unit.name = $name
//end
//if called
  AND $called IN unit.written
//end
//if part
  AND (unit.name CONTAINS $part OR any(other IN unit.written WHERE other CONTAINS $part))
//end
//if within
  AND EXISTS {
    (unit)<-[load:NAMES]-(:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
    WHERE place.iri IN $within AND load.tasks IS NOT NULL
  }
//end
UNWIND CASE WHEN size(unit.written) > 0 THEN unit.written ELSE [null] END AS other
WITH unit, other
//if part
WHERE unit.name CONTAINS $part OR other CONTAINS $part
//end
RETURN unit.iri AS unit, unit.name AS name, other AS other
