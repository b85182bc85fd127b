-- grain: none; of one load, promises whose flag is wrong by the dates: a yes that was late, a no that was in time
update promises set kept = not kept
where upload_id = $upload_id and kept = $flag and (kept_on > due_on) = $flag
