from . import crm_process_call
from . import crm_process_document_portal
from . import crm_process_document_answer
from . import crm_process_approval
from . import crm_process_document_questions
