-- 0004_cases_alike.down.sql
REVOKE SELECT ON bucket_head, complaint, audit_entry FROM redress_private;
DROP TABLE likeness_seen;
DROP TABLE case_likeness;
