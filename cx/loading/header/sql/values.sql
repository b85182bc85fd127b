-- grain: none; the macros that read the text of a cell; what stands in brackets is filled in by cx.tables.currencies
create macro western(cell) as
    translate(cell, '۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬−', '01234567890123456789.''-');
create macro trimmed(cell) as nullif(trim(cell), '');
create macro filled(cell) as
    nullif(
        trim(
            case when starts_with(cell, '''') then regexp_replace(cell, '^''([=+@-]|[\d .,:/-]+$)', '\1') else cell end,
            e' \t\r\n' || chr(160) || chr(173) || chr(8203) || chr(8206) || chr(8207) || chr(65279)
        ),
        ''
    );
create macro folded(cell) as
    translate(cell, '۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩يىك', '01234567890123456789ییک');
-- by case, not by "and" and "or", of which the engine looks at every part; by pattern, not by "in" or a list: of a long
-- one the engine makes a join, and then rows leave in another order than their lines
create macro stands_for_none(cell) as
    case
        when cell[-1] between '0' and '9' then false
        else regexp_full_match(
            cell,
            '(?i)[()<>\[\] ]*(?:null|n/a|nan?|nat|none|nil|undefined|unknown|guest|anonymous|missing|blank|empty|not set|\\n|-{1,3}|\.|\?|نامشخص|خالی|ندارد|مهمان|ناشناس|)[()<>\[\] ]*'
        )
    end;
-- of two figures in the power: A1E12 and 1E12 are codes, and 1.5E7 has all its figures
create macro is_cut_short(cell) as
    case
        when lower(cell[-3]) = 'e' then regexp_full_match(cell, '\d[.]\d+[eE]\d{2}')
        when contains(cell, '+') then regexp_full_match(cell, '\d(?:[.,]\d+)?[eE]\+\d{2,}')
        else false
    end;
create macro spoiled_id(cell) as
    case
        when stands_for_none(cell) then true
        when starts_with(cell, '#')
            then regexp_full_match(cell, '#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|FORMULA\?.*)')
        else is_cut_short(cell)
    end;
create macro currency_code(cell) as
    upper(regexp_extract(cell, '(?i:[currency codes])|[currency words]'));
-- a code says more than a sign beside it: dollars are of many countries
create macro currency_of(cell) as
    case currency_code(cell)
        when '' then regexp_extract(cell, '[currency signs]')
        when '[name]' then '[mark]'
        else currency_code(cell)
    end;
create macro unpercent(cell) as
    regexp_replace(cell, '\s*[%٪]$', '');
create macro bare_number(cell) as
    regexp_replace(
        western(cell),
        '[\s\x{a0}]*(?:[currency signs]|(?i:[currency codes])|[currency words])[\s\x{a0}]*|[\x{200e}\x{200f}]',
        '', 'g'
    );
create macro is_point_number(bare) as
    regexp_full_match(
        bare,
        '(?:[+-]? ?(?:[1-9]\d{0,2}(?:[, ''’\x{a0}\x{202f}]\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+\.?)?|(?:[1-9]\d{0,2}(?:[, ''’\x{a0}\x{202f}]\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)-|\((?:[1-9]\d{0,2}(?:[, ''’\x{a0}\x{202f}]\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)\))'
    );
create macro is_comma_number(bare) as
    regexp_full_match(
        bare,
        '(?:[+-]? ?(?:[1-9]\d{0,2}(?:[. ''’\x{a0}\x{202f}]\d{3})+(?:,\d*)?|\d+(?:,\d*)?|,\d+)|(?:[1-9]\d{0,2}(?:[. ''’\x{a0}\x{202f}]\d{3})+(?:,\d*)?|\d+(?:,\d*)?|,\d+)-|\((?:[1-9]\d{0,2}(?:[. ''’\x{a0}\x{202f}]\d{3})+(?:,\d*)?|\d+(?:,\d*)?|,\d+)\))'
    );
create macro signed_number(bare, digits) as
    try_cast(case when bare like '(%' or bare like '%-' or bare like '-%' then '-' else '' end || digits as decimal(18, 4));
create macro point_number(cell) as
    case when is_point_number(bare_number(cell))
        then signed_number(bare_number(cell), regexp_replace(bare_number(cell), '^[+-]|[-()]$|[(, ''’\x{a0}\x{202f}]', '', 'g'))
    end;
create macro comma_number(cell) as
    case when is_comma_number(bare_number(cell))
        then signed_number(
            bare_number(cell),
            replace(regexp_replace(bare_number(cell), '^[+-]|[-()]$|[(. ''’\x{a0}\x{202f}]', '', 'g'), ',', '.')
        )
    end;
create macro is_either_number(cell) as
    is_point_number(bare_number(cell)) and is_comma_number(bare_number(cell)) and regexp_matches(bare_number(cell), '[.,]');
-- by case, not by "or", of which the engine looks at every part
create macro is_plain_moment(cell) as
    case
        when cell like '____-__-__ __:__:__' then true
        when cell like '____-__-__' then true
        else cell like '____-__-__T__:__:__'
    end
    and cell[-1] between '0' and '9';
create macro in_our_time(moment) as
    case when moment >= timestamp '1900-01-01' and moment < timestamp '2200-01-01' then moment end;
create macro plain_moment(cell) as
    case when is_plain_moment(cell) and cell >= '1900' and cell < '2200' then try_cast(cell as timestamp) end;
create macro year_first(text) as
    regexp_replace(text, '^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?$', '\1-\2-\3 \4');
create macro has_zone(text) as
    regexp_matches(text, '^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]+\d{1,2}:\d{2}.*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$');
create macro iso_moment(text, zone) as
    case
        when regexp_full_match(text, '\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?')
            then try_cast(trim(year_first(text)) as timestamp)
        when regexp_full_match(text, '\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)')
            then try_cast(
                regexp_replace(
                    regexp_replace(year_first(text), ' ?(?:Z|UTC|GMT)$', '+00'),
                    ' ?([+-]\d{2}):?(\d{2})?$', '\1:\2'
                ).rtrim(':') as timestamptz
            ) at time zone zone
        when regexp_full_match(text, '(?:19|20)\d{6}')
            then try_cast(text[1:4] || '-' || text[5:6] || '-' || text[7:8] as timestamp)
        when regexp_full_match(text, '(?:19|20)\d{12}')
            then try_strptime(text, '%Y%m%d%H%M%S')
    end;
create macro is_day_or_month_first(text) as
    regexp_full_match(
        text,
        '\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?:,?[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?)?'
    );
create macro first_part(text) as try_cast(regexp_extract(text, '^(\d{1,2})[-/.]', 1) as integer);
create macro second_part(text) as try_cast(regexp_extract(text, '^\d{1,2}[-/.](\d{1,2})', 1) as integer);
create macro full_year(digits) as
    case when digits < '70' then '20' || digits else '19' || digits end;
create macro clock(text) as
    coalesce(
        case
            when regexp_matches(text, '[AaPp]\.?[Mm]\.?$') then cast(try_strptime(
                regexp_replace(regexp_extract(text, '(\d{1,2}:\d{2}(?::\d{2})?)', 1), '^(\d{1,2}:\d{2})$', '\1:00')
                || ' ' || upper(regexp_extract(text, '([AaPp])\.?[Mm]\.?$', 1)) || 'M', '%I:%M:%S %p') as time)::varchar
            else regexp_extract(text, '(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$', 1)
        end,
        'impossible'
    );
create macro ordered_moment(text, day, month) as
    try_cast(trim(
        regexp_extract(text, '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4})', 1) || '-' || month || '-' || day || ' ' || clock(text)
    ) as timestamp);
create macro is_year_month_day(text) as
    coalesce(regexp_matches(text, '^(?:19|20)\d{2}[-/.](?:0?\d|1[0-2])[-/.](?:1[3-9]|2\d|3[01])(?:[T ]|$)'), false);
create macro is_year_day_month(text) as
    coalesce(regexp_matches(text, '^(?:19|20)\d{2}[-/.](?:1[3-9]|2\d|3[01])[-/.](?:0?\d|1[0-2])(?:[T ]|$)'), false);
create macro is_iso_day(text) as
    coalesce(regexp_matches(text, '^(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?:[T ]|$)'), false);
create macro epoch_moment(text) as
    case
        when regexp_full_match(text, '1[0-8]\d{8}(?:\.\d{1,9})?')
            then make_timestamp(cast(round(cast(text as decimal(20, 9)) * 1000000) as bigint))
        when regexp_full_match(text, '1[0-8]\d{11}') then make_timestamp(cast(text as bigint) * 1000)
        when regexp_full_match(text, '1[0-8]\d{14}') then make_timestamp(cast(text as bigint))
    end;
create macro jalali_days(year, month, day) as
    365 * year + ((year + 1595) // 33) * 8 + (((year + 1595) % 33) + 3) // 4 + day
    + case when month < 7 then (month - 1) * 31 else (month - 7) * 30 + 186 end;
create macro jalali_date(year, month, day) as
    case
        when year between 1250 and 1415 and month between 1 and 12 and day between 1 and case when month < 7 then 31 else 30 end
            and jalali_days(year, month, day) < jalali_days(year + 1, 1, 1)
            then date '2024-03-20' + cast(jalali_days(year, month, day) - jalali_days(1403, 1, 1) as integer)
    end;
create macro jalali_month(name) as
    list_position(
        ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'], name
    );
-- the parts are cut once and handed over as a value: written out in each of the sums they fill a page that takes longer to
-- plan than to run; most dates have no such year and are done after one look
create macro jalali_moment(text, day_first) as
    case when regexp_matches(text, '1[2-4]\d{2}') then try_cast(
        list_transform(
            [case
                when regexp_matches(text, '^1[2-4]\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ,]|$)')
                    then regexp_extract(text, '^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})', ['year', 'month', 'day'])
                when regexp_matches(text, '^\d{1,2}[-/.]\d{1,2}[-/.]1[2-4]\d{2}(?:[T ,]|$)')
                    then case
                        when day_first then regexp_extract(text, '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})', ['day', 'month', 'year'])
                        else regexp_extract(text, '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})', ['month', 'day', 'year'])
                    end
                when regexp_full_match(text, '1[34]\d{6}')
                    then regexp_extract(text, '(\d{4})(\d{2})(\d{2})', ['year', 'month', 'day'])
                when regexp_matches(text, '^\d{1,2} [\x{620}-\x{6ff}]+ 1[2-4]\d{2}(?:[T ,]|$)')
                    then regexp_extract(text, '^(\d{1,2}) ([\x{620}-\x{6ff}]+) (1[2-4]\d{2})', ['day', 'month', 'year'])
            end],
            lambda found: jalali_date(
                try_cast(found.year as integer),
                coalesce(try_cast(found.month as integer), jalali_month(folded(found.month))),
                try_cast(found.day as integer)
            )
        )[1]
        || ' '
        || case
            when contains(text, ':') then regexp_extract(text, '[T ,]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$', 1)
            when regexp_matches(text, '\d$') then '00:00'
            else 'impossible'
        end as timestamp
    ) end;
create macro is_short_date(text) as
    coalesce(regexp_full_match(
        text, '\d{1,2}[-/.]\d{1,2}[-/.]\d{1,2}(?:,?[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?)?'
    ), false);
create macro short_parts(text) as
    regexp_extract(text, '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{1,2})', ['first', 'second', 'third']);
create macro short_parts_differ(text) as
    list_transform(
        [short_parts(text)], lambda part: part.first <> part.second and part.second <> part.third and part.first <> part.third
    )[1];
create macro persian_year(digits) as
    case when digits between '00' and '15' then 1400 when digits between '50' and '99' then 1300 end + try_cast(digits as integer);
-- a lambda's name stands for a value; a macro's argument for its text, written out again wherever it is used
create macro short_date(text, stands) as
    list_transform(
        list_transform(
            [short_parts(case when is_short_date(text) then text end)],
            lambda part: {
                'year': case when stands like 'ymd%' then part.first else part.third end,
                'month': case when stands = 'mdy' then part.first else part.second end,
                'day': case when stands = 'mdy' then part.second when stands like 'ymd%' then part.third else part.first end,
                'persian_year': persian_year(case when stands like 'ymd%' then part.first else part.third end)
            }
        ),
        lambda part: case
            when part.year is null or strlen(part.year) <> 2 then null
            when stands = '' then null
            when stands like '%persian' then jalali_date(part.persian_year, try_cast(part.month as integer), try_cast(part.day as integer))
            else try_cast(full_year(part.year) || '-' || part.month || '-' || part.day as date)
        end
    )[1];
create macro short_moment(text, stands) as
    try_cast(trim(cast(short_date(text, stands) as varchar) || ' ' || clock(text)) as timestamp);
create macro named_moment(text) as
    case when regexp_matches(text, '\d.*\d') then try_strptime(text, [
        '%d-%b-%y', '%d %b %Y', '%d-%b-%Y', '%d/%b/%Y', '%d %B %Y', '%d. %B %Y', '%b %d, %Y', '%B %d, %Y', '%b %d %Y', '%B %d %Y',
        '%d %b %Y %H:%M', '%d-%b-%Y %H:%M', '%d %b %Y %H:%M:%S', '%d-%b-%Y %H:%M:%S', '%b %d, %Y %H:%M:%S', '%b %d, %Y %I:%M %p',
        '%a, %d %b %Y %H:%M:%S', '%a %b %d %H:%M:%S %Y'
    ]) end;
create macro any_moment(cell, day_first, zone, short) as
    in_our_time(coalesce(
        plain_moment(cell),
        jalali_moment(western(cell), day_first),
        iso_moment(western(cell), zone),
        epoch_moment(western(cell)) at time zone 'UTC' at time zone zone,
        case when is_day_or_month_first(western(cell)) then
            case when day_first
                then ordered_moment(western(cell), first_part(western(cell)), second_part(western(cell)))
                else ordered_moment(western(cell), second_part(western(cell)), first_part(western(cell)))
            end
        end,
        short_moment(western(cell), short),
        named_moment(western(cell))
    ));
create macro any_month(cell, day_first, zone, short) as
    date_trunc('month', coalesce(
        any_moment(cell, day_first, zone, short),
        in_our_time(try_cast(regexp_extract(western(cell), '^(\d{4})(?:[-/.]\d|[-/.]?\d{2})$', 1) || '-'
            || nullif(regexp_extract(western(cell), '^\d{4}(?:[-/.](\d)|[-/.]?(\d{2}))$', 1)
            || regexp_extract(western(cell), '^\d{4}(?:[-/.](\d)|[-/.]?(\d{2}))$', 2), '') || '-01' as timestamp)),
        in_our_time(try_cast(regexp_extract(western(cell), '^(\d{1,2})[-/.](\d{4})$', 2) || '-'
            || nullif(regexp_extract(western(cell), '^(\d{1,2})[-/.](\d{4})$', 1), '') || '-01' as timestamp)),
        in_our_time(try_strptime(western(cell), ['%b %Y', '%B %Y', '%b-%y', '%b-%Y', '%B-%y', '%B-%Y']))
    ));
create macro any_flag(cell) as
    case lower(western(cell))
        when 'true' then true when 't' then true when 'yes' then true when 'y' then true when '1' then true
        when '1.0' then true when 'on' then true when 'ja' then true when 'oui' then true when 'si' then true
        when 'sí' then true when 'بله' then true when 'بلی' then true when 'آری' then true when 'good' then true
        when 'false' then false when 'f' then false when 'no' then false when 'n' then false when '0' then false
        when '0.0' then false when 'off' then false when 'nein' then false when 'non' then false when 'خیر' then false
        when 'نه' then false when 'bad' then false
    end;
create macro is_unanswered(cell) as
    case lower(cell) when 'offered' then true when 'not offered' then true when 'unoffered' then true else false end;
create macro listed(cell) as
    case lower(replace(replace(cell, '_', ' '), '-', ' '))
        when 'control' then 'held out' when 'holdout' then 'held out' when 'hold out' then 'held out' when 'heldout' then 'held out'
        when 'treatment' then 'treated' when 'test' then 'treated'
        when 'open' then 'opened' when 'click' then 'clicked' when 'visit' then 'visited' when 'send' then 'sent'
        when 'exposure' then 'exposed' when 'impression' then 'exposed' when 'referral' then 'referred'
        when 'recommendation' then 'recommended' when 'recommend' then 'recommended'
        when 'unsubscribe' then 'unsubscribed' when 'opt out' then 'unsubscribed' when 'opted out' then 'unsubscribed'
        when 'bounce' then 'bounced' when 'hard bounce' then 'bounced' when 'soft bounce' then 'bounced'
        when 'survey invitation' then 'asked' when 'thanks' then 'thanked' when 'thank you' then 'thanked'
        when 'kano with' then 'kano_with' when 'functional' then 'kano_with'
        when 'kano without' then 'kano_without' when 'dysfunctional' then 'kano_without'
        else lower(replace(replace(cell, '_', ' '), '-', ' '))
    end;
