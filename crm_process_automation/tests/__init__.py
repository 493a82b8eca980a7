from . import test_absence, test_absence_dialog, test_access_dialogs
from . import test_access_forgery, test_access_form, test_access_read
from . import test_access_registry, test_access_search, test_access_write
from . import test_act_delivery, test_action_assign, test_action_batch
from . import test_action_document, test_action_form, test_action_log, test_action_move
from . import test_action_request, test_action_scenario, test_action_start
from . import test_action_task, test_action_task_goal, test_action_text, test_approval
from . import test_approval_access, test_approval_definition, test_approval_evidence
from . import test_approval_rounds, test_approval_two_users, test_architecture
from . import test_assignment, test_assignment_access, test_assignment_bad_input
from . import test_assignment_head, test_assignment_issue, test_assignment_report
from . import test_assignment_time, test_assignment_verbs, test_attack_actions
from . import test_attack_input, test_attack_leaks, test_attack_runs
from . import test_attack_scenario_rights, test_bad_input_case
from . import test_bad_input_definition, test_bad_input_host, test_bulk_move
from . import test_bulk_verbs, test_call_access, test_call_attempt, test_call_log
from . import test_call_match, test_call_report, test_call_report_bad, test_case_archive
from . import test_case_bad_stage, test_case_dialogs, test_case_door, test_case_guard
from . import test_case_pause, test_case_pause_tasks, test_case_properties
from . import test_case_property_gate, test_case_resume, test_case_screens
from . import test_case_subprocess, test_case_subprocess_companies, test_case_tasks
from . import test_case_time, test_case_undo, test_case_undo_restores, test_case_version
from . import test_case_version_tasks, test_condition, test_condition_random
from . import test_database_indexes, test_decided_access, test_decided_approvers
from . import test_decided_bad_input, test_decided_deputy, test_decided_own
from . import test_decided_paper, test_decided_paper_begin, test_decided_ready
from . import test_decided_route, test_decided_version, test_demo, test_demo_paper
from . import test_demo_scenario, test_designer_forms, test_designer_widgets
from . import test_digest, test_discount, test_discount_approval, test_discount_edits
from . import test_document_access, test_document_blank, test_document_bulk
from . import test_document_day, test_document_delivery, test_document_engine
from . import test_document_file, test_document_file_guard, test_document_guard
from . import test_document_in_force, test_document_issue, test_document_life
from . import test_document_meeting, test_document_minutes, test_document_money
from . import test_document_payment_link, test_document_picture, test_document_print
from . import test_document_print_again, test_document_problems, test_document_revision
from . import test_document_said, test_document_screen, test_document_send
from . import test_document_send_link, test_document_sign, test_document_snapshot
from . import test_document_sums, test_document_sums_of_orders, test_document_task
from . import test_document_two_users, test_document_warnings, test_document_ways_out
from . import test_evaluation, test_evaluation_blank, test_event_sale, test_explanation
from . import test_fill, test_fill_bad, test_fill_duplicates, test_fix_date
from . import test_fix_date_remind, test_form_choice, test_form_gate, test_form_life
from . import test_form_paper, test_form_ready, test_form_text, test_formula
from . import test_formula_access, test_formula_check, test_gallery, test_gallery_01
from . import test_gallery_02, test_gallery_03, test_gallery_04, test_gallery_05
from . import test_gallery_06, test_gallery_07, test_gallery_08, test_gallery_09
from . import test_gallery_10, test_gallery_11, test_gallery_12, test_gallery_13
from . import test_gallery_14, test_gallery_15, test_gallery_16, test_holidays
from . import test_host_screens, test_import_wizard, test_incident
from . import test_incident_handling, test_incident_overdue, test_incident_two_workers
from . import test_instalment_billed, test_instalment_overdue, test_instalment_paper
from . import test_instalment_payment, test_instalment_sums, test_invoice_void
from . import test_journal_screen, test_journal_verbs, test_kanban_budget
from . import test_layout_breaks, test_layout_fields, test_layout_hostile
from . import test_layout_words, test_lead_agreement, test_lead_closing, test_lead_merge
from . import test_lead_never_lost, test_lead_pipeline, test_lead_probability
from . import test_lead_start, test_migration_wizard, test_next_step_dialog
from . import test_next_task, test_offer_forms, test_offer_scenario, test_order_case
from . import test_paper_approval, test_paper_approval_amount, test_paper_approval_anew
from . import test_paper_approval_definition, test_paper_approval_deputy
from . import test_paper_approval_left, test_paper_approval_outcome
from . import test_paper_approval_page, test_paper_approval_people
from . import test_paper_approval_process, test_paper_approval_refusal
from . import test_paper_approval_screen, test_paper_approval_told
from . import test_paper_approval_two_users, test_paper_approval_voice, test_paper_page
from . import test_payment_gate, test_payment_plan, test_payment_screen
from . import test_pipeline_wizard, test_portal_answer, test_portal_case
from . import test_portal_client, test_portal_link, test_portal_route
from . import test_portal_script, test_portal_sign, test_process_builder
from . import test_query_budget, test_query_papers, test_questionnaire
from . import test_questionnaire_evidence, test_questionnaire_follow
from . import test_questionnaire_form, test_questionnaire_http, test_questionnaire_marks
from . import test_reaction, test_reaction_report, test_ready_content, test_refund
from . import test_refund_cancel, test_refund_shared, test_refund_way, test_requisites
from . import test_requisites_account, test_requisites_account_change
from . import test_requisites_warning, test_route_map, test_route_map_widget
from . import test_scenario_breaker, test_scenario_broken, test_scenario_cascade
from . import test_scenario_client, test_scenario_dates, test_scenario_events
from . import test_scenario_failure, test_scenario_gallery, test_scenario_history
from . import test_scenario_import, test_scenario_kinds, test_scenario_ledger
from . import test_scenario_mail, test_scenario_messages, test_scenario_parameter
from . import test_scenario_queries, test_scenario_retention, test_scenario_rights
from . import test_scenario_rights_people, test_scenario_rules, test_scenario_run
from . import test_scenario_run_as, test_scenario_sms, test_scenario_switch
from . import test_scenario_verbs, test_scenario_webhook, test_scenario_workers
from . import test_sentences, test_step_moments, test_step_order
from . import test_step_order_version, test_task_add, test_task_bulk, test_task_deadline
from . import test_task_face, test_task_face_back, test_task_face_batch
from . import test_task_face_case, test_task_face_rights, test_task_goal
from . import test_task_history, test_task_meeting, test_task_notice, test_task_perform
from . import test_task_plan, test_task_plan_clock, test_task_plan_moved
from . import test_task_report, test_task_time, test_task_timer, test_task_urgency
from . import test_tasks_at_hand, test_template_activation, test_template_diff
from . import test_template_file, test_template_file_bad, test_template_parts
from . import test_template_properties, test_template_version, test_timer
from . import test_timer_failure, test_timer_history, test_tools_blame
from . import test_tools_formula, test_tools_map_layout, test_tools_money_words
from . import test_tools_payment_qr, test_tools_tax_codes, test_tour_assignment
from . import test_tour_call_back, test_tour_event_contract, test_tour_event_deviation
from . import test_tour_event_evaluation, test_tour_event_sale, test_tour_incident
from . import test_tour_scenario, test_translated_properties, test_trial
from . import test_trial_changes_nothing, test_trial_dialog, test_two_users
from . import test_webhook_access, test_webhook_address, test_webhook_history
from . import test_webhook_host, test_webhook_send, test_webhook_two_jobs
