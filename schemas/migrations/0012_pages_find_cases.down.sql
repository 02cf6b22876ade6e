REVOKE SELECT (bucket, case_id, reference) ON complaint FROM redress_pages;
