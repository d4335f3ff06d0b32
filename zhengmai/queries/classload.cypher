// How many tasks name each class of units (各街道办事处)?
MATCH (class:CollectiveUnit)<-[of:ASSIGNED_TO]-(task:Task)-[:PART_OF]->(notice:Notice)
      -[:APPLIES_TO]->(place:Jurisdiction)
WHERE true
//if class
  AND class.iri IN $class
//end
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
RETURN class.iri AS class, count(DISTINCT task) AS tasks,
       count(DISTINCT CASE of.role WHEN 'lead' THEN task END) AS lead,
       count(DISTINCT CASE of.role WHEN 'responsible' THEN task END) AS responsible,
       count(DISTINCT CASE of.role WHEN 'cooperating' THEN task END) AS cooperating
