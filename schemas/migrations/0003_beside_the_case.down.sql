SET LOCAL lock_timeout = '2s';
DROP TABLE incident_case_counter, matter;
