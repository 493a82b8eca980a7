-- A copy for trying things out calls no other system.
UPDATE crm_process_webhook
   SET state = 'cancelled',
       error = 'This database is a neutralized copy.'
 WHERE state IN ('pending', 'sending');

UPDATE crm_process_webhook_host
   SET secret = NULL;
