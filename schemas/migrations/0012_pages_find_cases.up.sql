-- Whose secret a reference asks for is found in one statement: of a case the pages' role sees its two names.
GRANT SELECT (bucket, case_id, reference) ON complaint TO redress_pages;
