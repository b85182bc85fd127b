-- grain: none; of one load, customers who told others
update touchpoints set kind = 'recommended'
where upload_id = $upload_id and kind = 'referred' and lower(trim(step)) = 'advocate'
