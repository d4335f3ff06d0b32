// In which way were the notices linked?
MATCH (notice:Notice) WHERE notice.linkedWith IS NOT NULL
RETURN notice.linkedWith AS way, count(notice) AS notices
