-- grain: none; of one load, promises that were kept too late
update promises set kept = false
where upload_id = $upload_id and kept and kept_on > due_on
